/** How long something went on, as a clock shows it: `4:07`, `1:02:09`. */
export function lasted(since: string, until: Date): string {
  const seconds = Math.max(0, Math.round((until.getTime() - new Date(since).getTime()) / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
