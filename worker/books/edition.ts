/** QuickBooks' country editions, which tax differently. */
export type Edition = 'US' | 'CA' | 'UK'
