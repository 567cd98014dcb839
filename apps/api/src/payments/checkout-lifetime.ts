/**
 * How long a checkout can be paid, from the beginning of its payment. Longer than the hold, so that a late payment is met by our rule and
 * not by a dead page; and so long that a second try within the hold still satisfies Stripe, which demands 30 minutes.
 */
const CHECKOUT_LIFETIME_MS = 45 * 60_000;

/** Until when the checkout of a payment can be paid. */
export const checkoutEnd = ({ createdAt }: { readonly createdAt: Date }): Date =>
  new Date(createdAt.getTime() + CHECKOUT_LIFETIME_MS);
