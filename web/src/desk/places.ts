import { IconBook2, IconChartBar, IconInbox, IconPackage, IconPhone, IconSettings, IconUsers } from '@tabler/icons-react';

/** Where one can go from anywhere, with the second of the two keys that lead there, and what must be allowed there. */
export const places = [
  { path: '/inbox', label: 'Inbox', key: 't', Icon: IconInbox, needs: 'ticket.read' },
  { path: '/customers', label: 'Customers', key: 'c', Icon: IconUsers, needs: 'customer.read' },
  { path: '/orders', label: 'Orders', key: 'o', Icon: IconPackage, needs: 'order.read' },
  { path: '/calls', label: 'Calls', key: 'v', Icon: IconPhone, needs: 'call.read' },
  { path: '/knowledge', label: 'Knowledge', key: 'k', Icon: IconBook2, needs: 'article.read' },
  { path: '/dashboard', label: 'Dashboard', key: 'd', Icon: IconChartBar, needs: 'ticketFigures.read' },
  { path: '/settings', label: 'Settings', key: 's', Icon: IconSettings, needs: null },
] as const;

/** The first place somebody may be at. */
export function firstPlace(may: (atom: string) => boolean): string {
  return places.find(({ needs }) => needs === null || may(needs))?.path ?? '/settings';
}
