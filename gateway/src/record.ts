/** Whether a value is an object as JSON knows it: no list, and not null. */
export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
