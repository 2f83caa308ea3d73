/** Saves what is at a path of this house, as a link would that was followed. */
export function save(path: string, name: string): void {
  const link = document.createElement('a');
  link.href = path;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}
