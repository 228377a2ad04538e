/** One entry of PostgreSQL's server log, in whichever of its three forms it was written. */
export interface LogEntry {
  readonly offset: number;
  /** As written, zone included: `2026-11-21 14:34:17.032 EST`. */
  readonly time: string;
  /** Session id, or process id where the log has no other. */
  readonly session: string;
  /** Virtual transaction id; null where the log does not write it. */
  readonly vxid: string | null;
  /** 0 = the transaction had none yet; null where the log does not write it. */
  readonly xid: string | null;
  /** `LOG`, `ERROR`, … */
  readonly severity: string;
  readonly message: string;
  readonly detail: string;
}

/** True for an entry whose transaction, or part of it, has failed. */
export const isFailure = ({ severity }: LogEntry): boolean => /^(?:ERROR|FATAL|PANIC)$/.test(severity);

/** A virtual id outside any transaction ends with 0. */
export const isOutside = ({ vxid }: LogEntry): boolean => vxid?.endsWith('/0') ?? false;
