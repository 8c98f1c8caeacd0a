/** HTML that has been through the sanitiser. Only `sanitise` makes it, only `pages/` prints it. */

export type SafeHtml = string & { readonly __brand: 'SafeHtml' }
