import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Blank } from '../../parts/Blank.js';

/** No page has this address. */
export function NowhereScene() {
  return (
    <Blank
      title="There is no such page"
      words="The address may be mistyped, or what was here has moved."
      action={
        <Button component={Link} to="/">
          Go home
        </Button>
      }
    />
  );
}
