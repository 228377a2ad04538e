import type { InventorySearch } from '../../addresses.ts';

/**
 * What the list keeps while another page is shown and what is not in its address: the selection and how far it was
 * scrolled. Gone with the window, on purpose.
 */
interface ListMemory {
  search: InventorySearch;
  selected: ReadonlySet<string>;
  /** Groups that are folded, by id. */
  folded: ReadonlySet<string>;
  scrollTop: number;
  /** The row that j and k went to on endpoint pages since. */
  movedTo: string | null;
}

const memory: ListMemory = { search: {}, selected: new Set(), folded: new Set(), scrollTop: 0, movedTo: null };

/** The address the list was left at: the way back, and the order that j and k follow on endpoint pages. */
export const lastSearch = (): InventorySearch => memory.search;
export const lastSelected = (): ReadonlySet<string> => memory.selected;

export const lastFolded = (): ReadonlySet<string> => memory.folded;

/** Where it was scrolled to, if it is the same list. */
export const lastScroll = (search: InventorySearch): number =>
  isSameList(search, memory.search) ? memory.scrollTop : 0;

/** j and k on an endpoint's page take the list's cursor along. */
export function moveCursorTo(id: string): void {
  memory.movedTo = id;
}

/** The address as the list should show it now that it is back: with the cursor where j and k took it. */
export function comeBack(address: InventorySearch): InventorySearch {
  const { search, movedTo } = memory;
  memory.movedTo = null;
  const isBack = movedTo !== null && isSameList(address, search) && address.at === search.at;
  return isBack ? { ...address, at: movedTo } : address;
}

export function remember(change: Partial<ListMemory>): void {
  Object.assign(memory, change);
}

const isSameList = (a: InventorySearch, b: InventorySearch): boolean =>
  a.q === b.q && a.tab === b.tab && a.sort === b.sort && a.group === b.group;
