/** `order preview`: what an order would be in the books, as the Worker works it out. */
import { readFile } from 'node:fs/promises'
import type { PreviewAnswer } from '../session/preview-answer.ts'
import { isPlainObject } from '../books/setting-values.ts'
import { parseSubject } from '../woo/subject.ts'
import { required, storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { localToken } from './local-secrets.ts'
import { operatorError } from './operator-error.ts'
import { originOf } from './origin.ts'
import { previewText } from './preview-text.ts'

export async function orderPreview(context: CommandContext): Promise<CommandResult> {
  const { storeID } = await storeNamed(context)
  const origin = await originOf({ place: context.place, url: context.options.url })
  const preview = await askWorker(`${origin}/admin/${storeID}/preview`, {
    token: await tokenFor(context),
    body: { ...(await askedOrder(context)), ...(await triedSettings(context)) },
  })
  const text = previewText(preview, { withXML: context.options.xml !== undefined })
  return { json: preview, text }
}

/** A number, a subject, or a file with an order as the shop's REST API gives it. */
async function askedOrder(context: CommandContext): Promise<Readonly<Record<string, unknown>>> {
  const { file } = context.options
  if (file === undefined) {
    const order = required(context, { at: 1, name: 'ORDER (or --file)' })
    return parseSubject(order) === null ? { number: order } : { subject: order }
  }
  const content = await jsonFile('--file', file)
  // An order alone, or beside its refunds.
  return isPlainObject(content) && 'order' in content ? content : { order: content }
}

async function triedSettings({
  options,
}: CommandContext): Promise<Readonly<Record<string, unknown>>> {
  const { settings } = options
  return settings === undefined ? {} : { settings: await jsonFile('--settings', settings) }
}

async function jsonFile(option: string, path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw operatorError({
      what: `${option}: “${path}” cannot be read.`,
      why: String(error),
      how: 'Give the path of a file that holds one JSON value.',
    })
  }
}

async function tokenFor({ place }: CommandContext): Promise<string> {
  const token = process.env.TILLBRIDGE_ADMIN ?? ''
  if (place === 'local') {
    return token === '' ? localToken() : token
  }
  if (token === '') {
    throw operatorError({
      what: 'The operator’s token is not known.',
      why: 'A Worker secret cannot be read back, so the token must come from you.',
      how: 'Set TILLBRIDGE_ADMIN in the environment to what you gave `wrangler secret put TILLBRIDGE_ADMIN`.',
    })
  }
  return token
}

async function askWorker(
  url: string,
  { token, body }: { readonly token: string; readonly body: unknown },
): Promise<PreviewAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }).catch((error: unknown) => {
    throw operatorError({
      what: `The Worker does not answer at ${url}.`,
      why: String(error),
      how: 'On this machine start it: bun run dev. Elsewhere check the address: --url https://….',
    })
  })
  if (!response.ok) {
    throw operatorError({
      what: 'There is no preview.',
      why: await reasonIn(response),
      how: REMEDIES[response.status] ?? 'Look into the Worker’s log: wrangler tail.',
    })
  }
  return (await response.json()) as PreviewAnswer
}

/** The title of a problem; another server answers whatever it likes. */
async function reasonIn(response: Response): Promise<string> {
  const problem: unknown = await response.json().catch(() => null)
  const isTitled = isPlainObject(problem) && typeof problem.title === 'string'
  return isTitled ? String(problem.title) : `The answer was ${response.status}.`
}

const REMEDIES: Readonly<Record<number, string>> = {
  401: 'Use the token that the Worker was given; on this machine it stands in .dev.vars.',
  403: 'On this machine start the Worker anew: bun run dev makes the token.',
  404: 'List what the Worker has: bun run tillbridge queue list STORE',
  413: 'Leave out of the file what is not the order: logs and files that plugins stored in it.',
  422: 'Correct what is named, and try again.',
}
