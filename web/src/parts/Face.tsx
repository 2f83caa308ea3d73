import { useState } from 'react';
import classes from './Face.module.css';

interface FaceProps {
  readonly id: string;
  readonly name: string;
  readonly picture?: string | null | undefined;
  readonly size?: number;
}

/** Someone's picture, else their initials. The colour follows from the id, so that it stays when the name changes. */
export function Face({ id, name, picture, size = 32 }: FaceProps) {
  const [lost, setLost] = useState<string | null>(null); // links of pictures end after some minutes
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
      {picture && picture !== lost ? <img src={picture} alt="" className={classes.picture} onError={() => setLost(picture)} /> : initials}
    </span>
  );
}
