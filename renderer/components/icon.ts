/** One set of icons at one size: 16 px with a line of 1.4. The control beside or around it has the name. */
export const ICON = { size: 16, stroke: 2.1, 'aria-hidden': true } as const;
