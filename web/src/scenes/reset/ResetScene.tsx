import { useSearchParams } from 'react-router';
import { ChoosePassword } from './ChoosePassword.js';
import { RequestReset } from './RequestReset.js';

/** With a token the choice of a new password, without one the request for a token. */
export function ResetScene() {
  const token = useSearchParams()[0].get('token');
  return token ? <ChoosePassword token={token} /> : <RequestReset />;
}
