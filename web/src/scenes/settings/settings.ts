/** The pages of settings, and what must be allowed to see them. */
export const settings = [
  { path: 'you', label: 'You', needs: null },
  { path: 'sessions', label: 'Sessions', needs: null },
  { path: 'members', label: 'Members', needs: 'member.read' },
  { path: 'api-keys', label: 'API keys', needs: 'apiKey.read' },
] as const;
