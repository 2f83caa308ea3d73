/** What a connection's secrets are sealed for: they open for this connection and no other. */
export function connectionBinding(organizationId: string, id: string): string {
  return `platform.connection|${organizationId}|${id}`;
}
