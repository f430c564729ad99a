/** A browser as far as a sign-in needs one: it keeps the cookie and follows nothing by itself. */
import { exports } from 'cloudflare:workers'
import { post } from './shop.ts'
import type { TestShop } from './shop.ts'

export const ORIGIN = 'https://tillbridge.example'
export const ANA = { id: 3, name: 'Ana Lima', email: 'ana@shop.example' }

export async function signInLink(shop: TestShop, to = '/orders/1042'): Promise<string> {
  const response = await post(shop, JSON.stringify({ user: ANA, to }), { door: 'sign-in' })
  const { url } = await response.json<{ url: string }>()
  return url
}

export function visit(
  url: string,
  { method = 'GET', cookie = '', headers = {} }: Partial<Visit> = {},
): Promise<Response> {
  const address = url.startsWith('/') ? `${ORIGIN}${url}` : url
  return exports.default.fetch(address, {
    method,
    redirect: 'manual',
    headers: cookie === '' ? headers : { ...headers, Cookie: cookie },
  })
}

type Visit = {
  readonly method: string
  readonly cookie: string
  readonly headers: Readonly<Record<string, string>>
}

/** `name=value` of the cookie that was given. */
export function cookieOf(response: Response): string {
  return (response.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
}

export async function signedIn(shop: TestShop): Promise<string> {
  return cookieOf(await visit(await signInLink(shop)))
}

/** The token that stands in the page's form. */
export async function formTokenOf(cookie: string): Promise<string> {
  const text = await (await visit('/', { cookie })).text()
  return /name="formToken" value="([0-9a-f]+)"/.exec(text)?.[1] ?? ''
}

export function submit(
  path: string,
  {
    cookie,
    fields,
  }: { readonly cookie: string; readonly fields: Readonly<Record<string, string>> },
): Promise<Response> {
  return exports.default.fetch(`${ORIGIN}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: cookie, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  })
}
