import classes from './Face.module.css';

/** Someone's initials. The colour follows from the id, so that it stays when the name changes. */
export function Face({ id, name, size = 32 }: { id: string; name: string; size?: number }) {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) % 360;
  const initials = name
    .split(/\s+/)
    .filter(Boolean)
    .map(word => [...word][0])
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
    .toUpperCase();
  return (
    <span aria-hidden="true" className={classes.face} style={{ '--hue': (sum * 137) % 360, '--size': `${size}px` } as React.CSSProperties}>
      {initials}
    </span>
  );
}
