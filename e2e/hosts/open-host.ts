import type { Page } from '@playwright/test';

export type HostName = 'browser' | 'desktop';

/** The running product in one of its hosts, on one workspace file. */
export interface OpenHost {
  readonly page: Page;
  /** Does what ends in an export, and reads the file that came of it. */
  exportedFile(action: () => Promise<void>): Promise<string>;
  /** Ends the product as a person would. */
  close(): Promise<void>;
}
