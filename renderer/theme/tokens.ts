/**
 * The colour tokens of both schemes, as `--ea-<name>` in CSS. Every text and ground pair of them passes WCAG AA;
 * contrast.test.ts holds the table to that.
 */
export interface Tokens {
  readonly bg: string;
  readonly surface: string;
  readonly sunken: string;
  readonly hover: string;
  readonly line: string;
  /** Borders of inputs and checkboxes: 3:1 against the grounds. */
  readonly 'line-strong': string;
  readonly t1: string;
  readonly t2: string;
  /** The palest text allowed. */
  readonly t3: string;
  readonly accent: string;
  readonly 'accent-solid': string;
  readonly 'accent-soft': string;
  readonly broken: string;
  readonly 'broken-bg': string;
  readonly 'broken-solid': string;
  readonly unsure: string;
  readonly 'unsure-bg': string;
  readonly 'unsure-solid': string;
  readonly holds: string;
  readonly 'holds-bg': string;
  readonly 'holds-solid': string;
  readonly exception: string;
  readonly 'exception-bg': string;
  readonly 'exception-solid': string;
  readonly regressed: string;
  readonly 'regressed-bg': string;
  readonly 'regressed-solid': string;
  readonly none: string;
  readonly 'none-bg': string;
  readonly 'none-solid': string;
}

export const LIGHT: Tokens = {
  bg: '#f5f6f8',
  surface: '#ffffff',
  sunken: '#f0f2f5',
  hover: '#f5f7fa',
  line: '#e2e6eb',
  'line-strong': '#858f9e',
  t1: '#151a22',
  t2: '#454e5c',
  t3: '#5d6675',
  accent: '#3b4fc9',
  'accent-solid': '#3b4fc9',
  'accent-soft': '#eceffd',
  broken: '#b1330f',
  'broken-bg': '#fdece5',
  'broken-solid': '#cf4a1f',
  unsure: '#775200',
  'unsure-bg': '#fcf1d0',
  'unsure-solid': '#b98200',
  holds: '#0a685b',
  'holds-bg': '#e0f4ef',
  'holds-solid': '#0e8070',
  exception: '#653bb0',
  'exception-bg': '#f1ebfd',
  'exception-solid': '#7e55cc',
  regressed: '#a01a52',
  'regressed-bg': '#fce7ef',
  'regressed-solid': '#c42c6c',
  none: '#59626f',
  'none-bg': '#edeff2',
  'none-solid': '#858f9e',
};

export const DARK: Tokens = {
  bg: '#0d1015',
  surface: '#14181f',
  sunken: '#1a1f28',
  hover: '#191e27',
  line: '#262d38',
  'line-strong': '#667283',
  t1: '#e8ebf0',
  t2: '#b3bcc9',
  t3: '#929dac',
  accent: '#9aa8ff',
  'accent-solid': '#5468e6',
  'accent-soft': '#1a2140',
  broken: '#ff9d7c',
  'broken-bg': '#391c12',
  'broken-solid': '#ec6a42',
  unsure: '#f0c45c',
  'unsure-bg': '#32270b',
  'unsure-solid': '#d9a520',
  holds: '#5dd3bf',
  'holds-bg': '#0e2f2a',
  'holds-solid': '#2bb39f',
  exception: '#c2a8ff',
  'exception-bg': '#291f47',
  'exception-solid': '#9f7df0',
  regressed: '#ff94ba',
  'regressed-bg': '#3b1526',
  'regressed-solid': '#ec5a93',
  none: '#a6b0bd',
  'none-bg': '#222834',
  'none-solid': '#6e7a8a',
};
