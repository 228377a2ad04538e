import type { VerdictMove } from './table-views.ts';

/** What the API answers about route templates that people give. */

export interface TemplateRow {
  readonly template: string;
  /** The description of the service that it stems from; null where somebody wrote it. */
  readonly file: string | null;
  readonly by: 'person' | 'policy';
  /** `A. Diaz, 12 Oct 2026`; empty for a policy's. */
  readonly who: string;
  /** Endpoints that it makes, and their calls. */
  readonly endpoints: number;
  readonly calls: number;
}

/** What would follow, or followed, from giving and taking back templates. */
export interface TemplateChange {
  /** Why a template cannot be used: then nothing else is said. Only of a preview. */
  readonly fault: string | null;
  readonly routes: readonly RouteChange[];
  /** Given templates that take no path of the workspace. */
  readonly unused: readonly string[];
  /** Findings whose decisions go along. */
  readonly decided: number;
  readonly moves: readonly VerdictMove[];
  readonly openBefore: number;
  readonly openAfter: number;
}

/** Endpoints before and after: several become one, one becomes several, or one has another name. */
export interface RouteChange {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** An endpoint's route, and what can be made of it. */
export interface RoutePage {
  /** Without what selects the operation: `/flows/trigger/{id}`. */
  readonly template: string;
  /** Set where people gave it. */
  readonly given: TemplateRow | null;
  /** For each parameter in order: the values seen in its place, the commonest first. */
  readonly parameters: readonly RouteParameter[];
  /** Templates that would take this route together with others that differ in one word. */
  readonly together: readonly { readonly template: string; readonly routes: number }[];
}

export interface RouteParameter {
  readonly name: string;
  readonly values: readonly { readonly value: string; readonly calls: number; readonly template: string }[];
  /** How many different values there are. */
  readonly different: number;
}

/** What an OpenAPI file says of routes. */
export interface OpenApiRoutes {
  readonly title: string;
  readonly templates: readonly string[];
  /** Paths that cannot be used, each with why. */
  readonly left: readonly string[];
}
