import { Menu } from 'electron';

/** Only what the platforms expect: the page has the program's own commands. */
export function setMenu(): void {
  const roles = ['editMenu', 'viewMenu', 'windowMenu'] as const;
  const mac = process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : [];
  Menu.setApplicationMenu(Menu.buildFromTemplate([...mac, ...roles.map((role) => ({ role }))]));
}
