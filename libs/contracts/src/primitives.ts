import * as z from 'zod/mini';

/**
 * An instant in UTC, ISO 8601 with `Z`, milliseconds allowed (RFC 3339). Of this century: further away there is nothing to book, and
 * arithmetic on it would leave what JavaScript and PostgreSQL can write.
 */
export const instantSchema = z.iso
  .datetime()
  .check(z.regex(/^20/, 'must lie in the years 2000 to 2099'))
  .register(z.globalRegistry, { description: 'Instant, UTC, RFC 3339' });

export const idSchema = z.uuid();

/** A short text that people typed: trimmed, without control characters, never empty. */
export const textSchema = (maximum: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(1),
      z.maxLength(maximum),
      z.regex(/^[^\p{Cc}]*$/u, 'must not contain control characters'),
    );

/** A longer text of several lines; other control characters are refused. */
export const proseSchema = (maximum: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.maxLength(maximum),
      z.regex(/^(?:[^\p{Cc}]|[\n\r\t])*$/u, 'must not contain control characters'),
    );

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
};

/** A name of the IANA time zone database, for example `Europe/Berlin`. */
export const timeZoneSchema = z
  .string()
  .check(z.maxLength(64), z.refine(isTimeZone, 'must be an IANA time zone such as Europe/Berlin'));

/** Languages that pages and mails are written in (BCP 47). */
export const locales = ['en', 'de'] as const;
export const localeSchema = z.enum(locales);
export type Locale = z.infer<typeof localeSchema>;

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** A currency that something can be priced in: an ISO 4217 code, upper case. */
export const currencySchema = z
  .string()
  .check(z.refine((code) => currencies.has(code), 'must be the ISO 4217 code of a currency, such as EUR'));

/** An amount in minor units of its currency (cents for EUR and USD, yen for JPY). */
export const moneySchema = z.object({
  amountMinor: z.int().check(z.minimum(0)),
  /** ISO 4217, upper case. */
  currency: z.string(),
});
export type Money = z.infer<typeof moneySchema>;

export const emailSchema = z.email().check(z.maxLength(254));

/** A telephone number with its country code (ITU-T E.164); the signs that people put between its digits are left out. */
export const phoneSchema = z.string().check(
  z.maxLength(40),
  z.overwrite((typed) => typed.replace(/[\s()./-]/g, '').replace(/^00/, '+')),
  z.regex(/^\+[1-9]\d{6,14}$/, 'must be a number with its country code, such as +4915112345678'),
);

/** Keyset paging: an opaque cursor from the answer before, and how many rows at most. */
export const pageQuerySchema = z.strictObject({
  cursor: z.optional(z.string().check(z.maxLength(200))),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20),
});

export const pageOf = <Item extends z.ZodMiniType>(item: Item) =>
  z.object({
    items: z.array(item),
    /** Pass it as `cursor` for the next page; null on the last one. */
    nextCursor: z.nullable(z.string()),
  });
