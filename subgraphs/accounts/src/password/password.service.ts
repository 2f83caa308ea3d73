import { audit, emit, transactAcross, type Context } from '@deskgraph/kit';
import { clearFailures, mayMail } from '../attempt/attempt.service.js';
import { authLogin } from '../auth/auth.js';
import { hashPassword } from '../auth/auth.password.js';
import { makeLink, useLink } from '../link/link.service.js';
import { send } from '../mail/mail.service.js';
import { endAccess } from '../session/session.service.js';
import { changeUser, userByEmail, userById, writeHome } from '../user/user.service.js';

/** Mails a link to choose a new password, if somebody has this address. */
export async function requestReset(ctx: Context, email: string): Promise<void> {
  await transactAcross(ctx, authLogin, async tx => {
    const known = (await mayMail(tx, email)) ? await userByEmail(tx, email) : null;
    if (!known) return;
    await writeHome(tx, known, async acting => {
      await send(acting, 'RESET', { to: email, name: known.name, link: await makeLink(acting, 'reset', known.id) });
      await audit(acting, 'user.requestReset', known.id);
    });
  });
}

/** Sets a new password by a mailed link, which also shows that the address is theirs. Everything they were signed in with ends. */
export async function reset(ctx: Context, token: string, password: string): Promise<void> {
  await transactAcross(ctx, authLogin, async tx => {
    const userId = await useLink(tx, 'reset', token);
    const user = await userById(tx, userId);
    await changeUser(tx, userId, { passwordHash: await hashPassword(password) });
    await clearFailures(tx, user.email);
    const ended = await endAccess(tx, userId);
    await writeHome(tx, user, async acting => {
      await emit(acting, 'user.passwordReset', userId, { related: [acting.viewer.memberId] });
      await audit(acting, 'user.reset', userId, { after: { ended } });
    });
  });
}

