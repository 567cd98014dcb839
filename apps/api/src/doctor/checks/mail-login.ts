import { MailTransport } from '../../platform/mail/mail-transport.ts';
import { type Check, notApplicable, ok, problem, reasonOf } from '../check.ts';
import { addressIn } from '../examination.ts';

export const mailLogin: Check = {
  name: 'mail-login',
  title: 'Log-in at the mail server',
  async run(examination, signal) {
    const { SMTP_URL, EMAIL_USER, EMAIL_PASS } = examination.settings;
    const url = addressIn(examination, 'SMTP_URL');
    if (!url && !(EMAIL_USER && EMAIL_PASS)) return [notApplicable('No mail server is set.')];
    const server = url ? url.host : 'Gmail';
    const transport = new MailTransport({ SMTP_URL, EMAIL_USER, EMAIL_PASS });
    signal.addEventListener('abort', () => transport.onApplicationShutdown());
    try {
      await transport.verify();
      const hasLogin = url?.username !== '';
      return [ok(hasLogin ? `${server} lets us in.` : `${server} answers; the settings hold no log-in.`)];
    } catch (failure) {
      return [
        problem(
          `${server} does not let us in: ${reasonOf(failure)}.`,
          'Look at SMTP_URL (or EMAIL_USER and EMAIL_PASS): host, port, smtp:// or smtps://, user and password, with special signs percent-encoded.',
        ),
      ];
    } finally {
      transport.onApplicationShutdown();
    }
  },
};
