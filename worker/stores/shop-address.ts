/** Where a shop is, as an owner writes it and as it says itself. */

const LENGTH_MAX = 2000

/**
 * The address as it is kept, such as `https://shop.example/blog`; null for what is none, or has more
 * to it than a place: a password, a query, a fragment.
 */
export function shopAddressIn(text: string): string | null {
  const url = URL.parse(text)
  if (url === null || text.length > LENGTH_MAX || !/^https?:$/.test(url.protocol)) {
    return null
  }
  const isPlain = [url.username, url.password, url.search, url.hash].every((part) => part === '')
  return isPlain ? url.href.replace(/\/+$/, '') : null
}

/** Two spellings of one address: case of the host, a slash at the end, http beside https. */
export function isSameAddress(left: string, right: string): boolean {
  return normalAddress(left) === normalAddress(right)
}

function normalAddress(address: string): string {
  const url = URL.parse(address)
  return url === null ? address : `${url.host}${url.pathname.replace(/\/+$/, '')}`
}
