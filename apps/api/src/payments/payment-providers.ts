import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../env.ts';
import type { PaymentProvider } from './payment-provider.ts';
import { createPaymentProviders } from './providers/index.ts';

/** The payment providers by name. */
@Injectable()
export class PaymentProviders {
  /** Takes new payments. */
  readonly current: PaymentProvider;
  private readonly byName = new Map<string, PaymentProvider>();

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    for (const create of createPaymentProviders) {
      const provider = create(environment);
      if (this.byName.has(provider.name))
        throw new Error(`Two payment providers are called "${provider.name}"`);
      this.byName.set(provider.name, provider);
    }
    const [first] = this.byName.values();
    if (!first) throw new Error('There is no payment provider');
    this.current = first;
  }

  find(name: string): PaymentProvider | undefined {
    return this.byName.get(name);
  }

  /** The provider of a payment that exists. */
  of({ provider }: { readonly provider: string }): PaymentProvider {
    const found = this.byName.get(provider);
    if (!found) throw new Error(`Payments of "${provider}" exist, but no such provider is set up`);
    return found;
  }
}
