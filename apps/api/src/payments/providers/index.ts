import type { Environment } from '../../env.ts';
import type { PaymentProvider } from '../payment-provider.ts';
import { StripeProvider } from './stripe.provider.ts';

/** Every payment provider, one line each. New payments go to the first; the others still serve payments they began. */
export const createPaymentProviders: readonly ((environment: Environment) => PaymentProvider)[] = [
  (environment) => new StripeProvider(environment),
];
