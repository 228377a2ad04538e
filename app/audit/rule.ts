import type { Basis } from '../../shared/records.ts';
import type { EndpointName, Proof, TableWrites } from '../../shared/views.ts';
import type { RuleId, TableClass, Verdict } from '../../shared/words.ts';

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
  readonly probability: number;
  readonly basis: readonly Basis[];
  /** Whether a value ties the rows to this very request: one that it sent or was the first to be given. */
  readonly isNamed: boolean;
  /** The endpoint of the best rival exchange, if another request could have done it. */
  readonly rival: { readonly endpoint: string; readonly probability: number } | null;
  readonly changes: readonly DossierChange[];
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
  /** That the verdict is right, given the evidence. */
  readonly probability: number;
  readonly proof: Proof;
  readonly tables: readonly TableWrites[];
  /** Strongest first. */
  readonly evidence: readonly EvidencePointer[];
  /** Exchanges whose writes count for the verdict, strongest first. */
  readonly counted: readonly number[];
}

/** One property an endpoint must have: one file in rules/, one folder in rules/fixtures/. */
export interface Rule {
  readonly id: RuleId;
  readonly title: string;
  readonly why: string;
  readonly remedy: string;
  readonly severity: 'error' | 'warning';
  appliesTo(endpoint: EndpointName): true | { readonly why: string };
  judge(dossier: Dossier): Judgement;
}

/** Gives the rule its type without widening. */
export const defineRule = (rule: Rule): Rule => rule;
