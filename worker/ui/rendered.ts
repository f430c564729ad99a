/** What is the same on every page is made into text once: an element costs a page more than its text. */
import { raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/**
 * A component of what our own code says and nothing else: what it makes is kept for good, by the key
 * that tells one of its kinds from another.
 */
export function renderedOnce<TProps>(
  keyOf: (props: TProps) => string,
  make: (props: TProps) => { readonly toString: () => string },
): (props: TProps) => HtmlEscapedString {
  const made = new Map<string, HtmlEscapedString>()
  return (props) => {
    const key = keyOf(props)
    const text = made.get(key) ?? raw(make(props).toString())
    made.set(key, text)
    return text
  }
}
