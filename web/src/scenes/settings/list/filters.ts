/** The value of a filter as the graph takes it: nothing where nothing is chosen. */
export const chosen = (value: string): string | undefined => value || undefined;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id typed by hand, where it looks like one. */
export const idIn = (value: string): string | undefined => (uuid.test(value.trim()) ? value.trim().toLowerCase() : undefined);
