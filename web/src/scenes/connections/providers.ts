/** The providers that can be connected, as people call them. */
export const providers = [{ value: 'pbx', label: 'Telephone switchboard' }] as const;

/** What people call a provider. */
export const providerName = (provider: string): string => providers.find(({ value }) => value === provider)?.label ?? provider;
