import { loader } from '@deskgraph/kit';
import type { InboundMail } from './inbound-mail.entity.js';
import { inboundMails } from './inbound-mail.repository.js';

/** Mails by id, null where the viewer may not see one. Also the federation reference. */
export const inboundMailById = loader<InboundMail>(
  (ctx, ids) => inboundMails(ctx).visible().andWhere('mail.id = any(:ids)', { ids }).getMany(),
  mail => mail.id,
);

/** What mails say, by their ids: read only where somebody asks, since it may be long. */
export const bodyById = loader<Pick<InboundMail, 'id' | 'text' | 'html'>>(
  (ctx, ids) => inboundMails(ctx).visible().select(['mail.organizationId', 'mail.id', 'mail.text', 'mail.html']).andWhere('mail.id = any(:ids)', { ids }).getMany(),
  mail => mail.id,
);

/** As `bodyById`, for messages the viewer sees, whatever they may know of mailboxes. */
export const bodyOfMessage = loader<Pick<InboundMail, 'id' | 'text' | 'html'>>(
  (ctx, ids) => inboundMails(ctx).bodiesOf(ids),
  mail => mail.id,
);

/** The files that came with mails, for messages the viewer sees. */
export const filesOfMessage = loader<Pick<InboundMail, 'organizationId' | 'id' | 'files'>>(
  (ctx, ids) => inboundMails(ctx).filesOf(ids),
  mail => mail.id,
);
