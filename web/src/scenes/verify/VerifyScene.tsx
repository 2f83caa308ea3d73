import { useSearchParams } from 'react-router';
import { CheckMail } from './CheckMail.js';
import { ProveAddress } from './ProveAddress.js';

/** With a token the proof of an address, without one the word to go and look for it. */
export function VerifyScene() {
  const token = useSearchParams()[0].get('token');
  return token ? <ProveAddress token={token} /> : <CheckMail />;
}
