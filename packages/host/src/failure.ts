/** The code of a failed system or database call, '' when it has none. (An error of another realm is no `instanceof Error`.) */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
