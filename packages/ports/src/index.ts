export type { CleanHtml, HtmlCleaner } from './html.js';
export type { ArrivedMail, MailIn, MailReader, MailReading, MailSignal, ParsedAttachment, ParsedMail } from './mail-in.js';
export type { Mail, MailAddress, MailAttachment, MailHeader, MailReceipt, MailSendOptions, OutboundMail } from './mail.js';
export { ProviderFailed } from './provider.js';
export type { ProviderCall, ProviderCheck, ProviderFailure, ProviderFailureKind, ProviderState } from './provider.js';
export type { CallNews, CallState, Telephony, TelephonyMessage } from './telephony.js';
