import { senderOf } from '../../platform/mail/sender.ts';
import { type Check, type Finding, notApplicable, ok, problem, reasonOf, warning } from '../check.ts';
import { textsAt } from '../dns-answers.ts';
import type { Examination } from '../examination.ts';
import { isAddress, isLoopbackHost, isReservedName } from '../hosts.ts';

/** What mail servers ask the sender's domain before they believe it. */
export const mailDomain: Check = {
  name: 'mail-domain',
  title: 'SPF, DKIM and DMARC of the sender',
  async run(examination) {
    const domain = senderDomain(examination);
    if (domain === undefined) return [notApplicable('MAIL_FROM names no sender.')];
    if (isReservedName(domain) || isLoopbackHost(domain) || isAddress(domain))
      return [notApplicable(`${domain} stands in no public DNS.`)];
    const selectors = examination.options.dkimSelectors;
    const looks = [
      asked(domain, () => spf(examination, domain)),
      ...selectors.map((selector) => asked(domain, () => dkim(examination, domain, selector))),
      asked(domain, () => dmarc(examination, domain)),
    ];
    const noSelector = notApplicable(
      'DKIM was not looked for: which name the key stands under is for the mail server to say.',
      'Say it: --dkim-selector NAME. It stands after "s=" in the DKIM-Signature of any mail that was received.',
    );
    return [...(await Promise.all(looks)), ...(selectors.length === 0 ? [noSelector] : [])];
  },
};

function senderDomain({ settings }: Examination): string | undefined {
  try {
    const { address } = senderOf({ MAIL_FROM: settings.MAIL_FROM, EMAIL_USER: settings.EMAIL_USER });
    return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  } catch {
    return undefined; // the check of the environment says so
  }
}

async function asked(domain: string, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (failure) {
    return problem(
      `The DNS of ${domain} could not be asked: ${reasonOf(failure)}.`,
      'Look at the name servers of this machine, and of the domain.',
    );
  }
}

/** RFC 7208, section 4.5: two records are as good as none. */
async function spf({ resolver }: Examination, domain: string): Promise<Finding> {
  const records = (await textsAt(resolver, domain)).filter((text) => /^v=spf1(?: |$)/i.test(text));
  const [record] = records;
  if (record === undefined)
    return warning(
      `${domain} has no SPF record.`,
      'Publish which servers send its mail, for example "v=spf1 include:<your mail provider> -all".',
    );
  if (records.length > 1)
    return problem(
      `${domain} has ${records.length} SPF records, which counts as an error.`,
      'Make one of them.',
    );
  if (/(?:^| )\+?all(?: |$)/i.test(record))
    return problem(`The SPF record of ${domain} lets everybody send its mail.`, 'End it with -all or ~all.');
  return ok(`${domain} has an SPF record; whether it names your mail server was not looked at.`);
}

/** RFC 6376, section 3.6.1: an empty key is a revoked one. */
async function dkim({ resolver }: Examination, domain: string, selector: string): Promise<Finding> {
  const name = `${selector}._domainkey.${domain}`;
  const records = await textsAt(resolver, name);
  if (records.some((text) => /(?:^|;)\s*p=\s*[A-Za-z0-9+/]/.test(text)))
    return ok(`${name} holds a DKIM key.`);
  return problem(
    records.length === 0 ? `There is no DKIM key at ${name}.` : `What is at ${name} is no valid DKIM key.`,
    'Publish the record that your mail server or provider shows, or correct the selector.',
  );
}

/** RFC 7489, section 6.6.3: at the domain itself, else at the one above that was registered. Each name between is asked. */
async function dmarc({ resolver }: Examination, domain: string): Promise<Finding> {
  const labels = domain.split('.');
  for (let first = 0; first <= labels.length - 2; first += 1) {
    const owner = labels.slice(first).join('.');
    const records = (await textsAt(resolver, `_dmarc.${owner}`)).filter((text) =>
      /^v=DMARC1\s*(?:;|$)/.test(text),
    );
    if (records.length > 1)
      return problem(
        `${owner} has ${records.length} DMARC records, so that none counts.`,
        'Make one of them.',
      );
    const [, policy] = /;\s*p=\s*(\w+)/.exec(records[0] ?? '') ?? [];
    if (policy !== undefined) return ok(`${owner} has a DMARC record with p=${policy}.`);
    if (records.length > 0)
      return problem(`The DMARC record of ${owner} says no policy.`, 'Add p=none, p=quarantine or p=reject.');
  }
  return warning(
    `${domain} has no DMARC record.`,
    `Publish one at _dmarc.${domain}, for example "v=DMARC1; p=quarantine; rua=mailto:…"; large providers ask for it.`,
  );
}
