import { lookup } from '../../../../shared/lookup.ts';
import { parseInstant } from '../../instant.ts';

/** A moment as the log writes it. */
export interface LogTime {
  readonly us: number;
  readonly resolutionUs: number;
  /** The zone's abbreviation, where it means several zones or none that is known. */
  readonly doubtful: string | null;
}

/** Offsets of the abbreviations that PostgreSQL itself takes by default (src/timezone/tznames/Default). */
const OFFSETS = lookup<string>({
  UTC: '+00',
  GMT: '+00',
  Z: '+00',
  WET: '+00',
  WEST: '+01',
  BST: '+01',
  CET: '+01',
  MEZ: '+01',
  CEST: '+02',
  MESZ: '+02',
  SAST: '+02',
  EET: '+02',
  EEST: '+03',
  MSK: '+03',
  IST: '+02',
  IDT: '+03',
  PKT: '+05',
  WIB: '+07',
  HKT: '+08',
  SGT: '+08',
  AWST: '+08',
  JST: '+09',
  KST: '+09',
  ACST: '+0930',
  ACDT: '+1030',
  AEST: '+10',
  AEDT: '+11',
  NZST: '+12',
  NZDT: '+13',
  AST: '-04',
  ADT: '-03',
  EST: '-05',
  EDT: '-04',
  CST: '-06',
  CDT: '-05',
  MST: '-07',
  MDT: '-06',
  PST: '-08',
  PDT: '-07',
  AKST: '-09',
  AKDT: '-08',
  HST: '-10',
});
/** Names of several zones. */
const DOUBTFUL = new Set(['IST', 'CST', 'BST', 'AST', 'CDT', 'ADT']);

/** A log may hold any text where a time belongs, also one so long that looking for its end takes minutes. */
const LONGEST = 64;
const EPOCH = /^\d{10}(?:\.\d+)?$/;

/** Null where the text is no moment. Milliseconds are cut, not rounded; `%t` writes whole seconds. */
export function parseLogTime(text: string): LogTime | null {
  if (text.length > LONGEST) return null;
  const resolutionUs = /\.\d/.test(text) ? 1_000 : 1_000_000;
  if (EPOCH.test(text)) return { us: Math.round(Number(text) * 1000) * 1000, resolutionUs, doubtful: null };
  const zone = /[A-Za-z]+$/.exec(text)?.[0];
  const offset = zone === undefined ? undefined : OFFSETS[zone.toUpperCase()];
  const instant = parseInstant(zone === undefined ? text : text.slice(0, -zone.length) + (offset ?? '+00'));
  if (!instant) return null;
  const isDoubtful = !instant.zone || (zone !== undefined && (offset === undefined || DOUBTFUL.has(zone)));
  return { us: instant.us, resolutionUs, doubtful: isDoubtful ? (zone ?? 'none') : null };
}
