import type { Basis, Change, Micros, Reached } from '../../shared/records.ts';
import type { EndpointName, Exhibit, Proof, TableWrites } from '../../shared/views.ts';
import type { RuleId, Severity, TableClass, Verdict } from '../../shared/words.ts';

/** One change of a linked transaction, as rules see it. */
export interface DossierChange {
  readonly table: string;
  readonly op: 'insert' | 'update' | 'delete' | 'truncate';
  /** Moved columns; null = not known; [] = nothing moved. */
  readonly changed: readonly string[] | null;
  /** What this change means: the table's class, or that of the moved columns where these have their own. */
  readonly class: TableClass;
  /** True where the class rests on columns whose movement was not captured. */
  readonly classUnsure: boolean;
  /** Names the row within the run, `public.articles {"id":5}`; null where the log names no key. */
  readonly rowId: string | null;
  /**
   * Fields of this call's own response that carry a value of this row that is new (an inserted key, a moved
   * column) and that the request did not send: `data.id = page_hits.id`.
   */
  readonly shownAs: readonly string[];
  /**
   * Who else writes the like most often: an unsafe endpoint, or `something outside the capture` where the run holds
   * at least as many such writes without any request; null where there is no one.
   */
  readonly alsoBy: string | null;
}

/** A transaction linked to one call of the endpoint. */
export interface DossierWrite {
  readonly exchangeId: number;
  readonly exchange: EvidencePointer['exchange'];
  readonly transactionId: number;
  readonly transaction: EvidencePointer['transaction'];
  readonly timeUs: Micros | null;
  readonly probability: number;
  /** Whether the link is likely enough to count. */
  readonly isLikely: boolean;
  readonly basis: readonly Basis[];
  /** Whether a value ties the rows to this very request: one that it sent or was the first to be given. */
  readonly isNamed: boolean;
  /** Whether the call itself sent a value that ties the rows to it, in its address or its body. */
  readonly isSent: boolean;
  /** Whether a value that ties the rows to the call stands in no other call's rows, or was sent by it. */
  readonly isTelling: boolean;
  /** The endpoint of the best rival exchange, if another request could have done it. */
  readonly rival: { readonly endpoint: string; readonly probability: number } | null;
  /** In the transaction's order, as `rowsOf` gives them. */
  readonly changes: readonly DossierChange[];
}

/** One request and its response without headers and bodies. */
export interface Call {
  /** The exchange's id. */
  readonly id: number;
  readonly endpoint: EndpointName;
  readonly pointer: EvidencePointer['exchange'];
  readonly method: string;
  /** `https://host/path`, without query and closing slash: equal for calls of one resource. */
  readonly resource: string;
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly status: number | null;
  readonly reached: Reached;
  readonly startUs: Micros | null;
  readonly endUs: Micros | null;
  /** The program that called, from its user agent. */
  readonly client: string | null;
  /** Who called, masked: equal for calls of one user; null without credentials. */
  readonly identity: string | null;
}

/** A value of a JSON or form body; secrets are masked, numbers that a double cannot hold are their digits as text. */
export type Value = null | boolean | number | string | readonly Value[] | ValueObject;
export interface ValueObject {
  readonly [name: string]: Value;
}

/** One side of a call. */
export interface Content {
  /** The first such header's value; null where there is none. Names are not case-sensitive. */
  header(name: string): string | null;
  /** Whether they were recorded: traces and access logs have few or none, and what is missing there says nothing. */
  readonly hasHeaders: boolean;
  /** A JSON body, or a form's fields as an object of texts; undefined where it is neither, cut or not recorded. */
  readonly body: Value | undefined;
  /** `none`: the message has no body. */
  readonly bodyState: 'full' | 'cut' | 'missing' | 'binary' | 'asset' | 'none';
}

/** A write to a table by whomever, also by no request of the capture. */
export interface TableEvent {
  readonly transactionId: number;
  readonly timeUs: Micros | null;
  /** Null where no request caused it, or none is likely enough. */
  readonly exchangeId: number | null;
  readonly endpoint: EndpointName | null;
  /** Rows of the table in this transaction, each once; rows without a key are left out. */
  readonly rowIds: readonly string[];
}

/**
 * The run around an endpoint. Everything is read when asked for and may be given up again: ask for what a rule
 * needs and keep no contents, for a run may hold a million calls.
 */
export interface RunView {
  /** Endpoints with calls in this run. */
  readonly endpoints: readonly EndpointName[];
  /** In time order; those without a time at the end. */
  callsOf(endpointId: number): readonly Call[];
  /** Calls of safe methods that were answered, in the order of their answers; those without times are left out. */
  answeredReads(): readonly AnsweredRead[];
  /** Calls of unsafe methods without an answer of the server's own: whether they did their work, nobody was told. In time order. */
  unanswered(): readonly Call[];
  /** Calls over which the server tells of changes by itself: WebSockets and event streams. */
  streams(): readonly Call[];
  contentOf(exchangeId: number): { readonly request: Content; readonly response: Content };
  /** What the endpoint's calls wrote, in log order; also over links that are not likely. */
  writesOf(endpointId: number): readonly DossierWrite[];
  /** The changes of a transaction with their row images, in its order. */
  rowsOf(transactionId: number): readonly Change[];
  /** In commit order. */
  eventsOf(table: string): readonly TableEvent[];
}

/** A call of a safe method, as it is looked for among all of the run. */
export interface AnsweredRead {
  readonly id: number;
  readonly endpointId: number;
  readonly reached: Reached;
  readonly startUs: Micros;
  readonly endUs: Micros;
}

/** Everything known about one endpoint in the runs judged together: the only input of every rule. */
export interface Dossier {
  readonly endpoint: EndpointName;
  readonly calls: number;
  /** Calls that got to the server or may have. */
  readonly reached: number;
  readonly answeredFromCache: number;
  /** Whether any change log covers the calls. */
  readonly hasChangeLog: boolean;
  readonly writes: readonly DossierWrite[];
  /**
   * By signature (`insert public.page_hits`): how many writes that no other request firmly explains would fall
   * into this endpoint's calls by chance, given their number in the run and how long the calls were open.
   */
  readonly chance: ReadonlyMap<string, number>;
  readonly run: RunView;
}

/** Points into the captures; never a copy. */
export interface EvidencePointer {
  readonly exchange: { readonly capture: string; readonly index: number };
  readonly transaction: { readonly capture: string; readonly id: string };
  readonly probability: number;
  readonly basis: readonly Basis[];
}

/** What a rule says of an endpoint. */
export interface Judgement {
  readonly verdict: Verdict;
  /** Complete sentence with its figures. */
  readonly summary: string;
  /** One clause saying when or what, for lists. */
  readonly clause: string;
  /** How bad it is, if it is so; null: as the rule says. */
  readonly severity: Severity | null;
  /** That the verdict is right, given the evidence. */
  readonly probability: number;
  readonly proof: Proof;
  readonly tables: readonly TableWrites[];
  /** Strongest first. */
  readonly evidence: readonly EvidencePointer[];
  /** Exchanges that count for the verdict, strongest first. */
  readonly counted: readonly number[];
  readonly exhibits: readonly Exhibit[];
  /** What to do at this very endpoint; null: as the rule says. */
  readonly remedy: string | null;
  /** Of a read that writes: fields of responses that carry what it wrote, `data.id = page_hits.id`. */
  readonly shown?: readonly string[];
}

/** A number that a policy may change. */
export interface Threshold {
  readonly value: number;
  /** What it limits, with its unit. */
  readonly about: string;
}

/** Thresholds by name, as the policy or the rule gives them. */
export type Limits<Name extends string = string> = Readonly<Record<Name, number>>;

/** One property an endpoint must have: one file in rules/, one folder in rules/fixtures/. */
export interface Rule<Name extends string = string> {
  readonly id: RuleId;
  readonly title: string;
  /** When it is broken, in plain words. */
  readonly what: string;
  readonly why: string;
  /** The texts it comes from: RFC and section, or a document's name. */
  readonly source: string;
  readonly remedy: string;
  /** A short course of requests that breaks it, and what follows. */
  readonly example: string;
  readonly severity: Severity;
  readonly thresholds: Readonly<Record<Name, Threshold>>;
  appliesTo(endpoint: EndpointName): true | { readonly why: string };
  judge(dossier: Dossier, limits: Limits<Name>): Judgement;
}

/** Gives the rule its type without widening. */
export const defineRule = <Name extends string>(rule: Rule<Name>): Rule<Name> => rule;
