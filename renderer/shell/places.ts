import { IconChartBar, IconFileText, IconGitFork, IconListDetails, IconTable } from '@tabler/icons-react';

/** The pages of the rail, in its order. */
export const PLACES = [
  { to: '/overview', name: 'Overview', keys: 'g o', icon: IconChartBar },
  { to: '/inventory', name: 'Inventory', keys: 'g i', icon: IconListDetails },
  { to: '/tables', name: 'Tables', keys: 'g t', icon: IconTable },
  { to: '/runs', name: 'Runs', keys: 'g r', icon: IconGitFork },
  { to: '/notes', name: 'Notes', keys: 'g n', icon: IconFileText },
] as const;
