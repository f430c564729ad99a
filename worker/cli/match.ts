/** `match list|accept|forget`: who and what of the shop is who and what in QuickBooks, and why. */
import { listMatches } from '../links/matches.ts'
import { changeSentence } from '../books/settings-changes.ts'
import { forgetByHand, matchOfSubject } from '../session/matches-by-hand.ts'
import { required, storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { limitOf } from './limit.ts'
import { OPERATOR } from './operator.ts'
import { operatorError } from './operator-error.ts'
import { savedSentence } from './settings-set.ts'
import { acceptSuggestions, suggestionsOf } from './suggestions.ts'
import type { Suggestion } from '../session/suggestions.ts'
import { table } from './table.ts'

const LIMIT = 200

export async function matchList(context: CommandContext): Promise<CommandResult> {
  const store = await storeNamed(context)
  const { storeID } = store
  const matches = await listMatches(context.db, { storeID, limit: limitOf(context, LIMIT) })
  const { suggestions } = await suggestionsOf(context, store)
  const matched = matches.map(({ subject, role, label, evidence }) => [
    subject,
    role,
    label,
    evidence === null ? 'made for it' : `by ${evidence.rule}: ${evidence.compared}`,
  ])
  const suggested = suggestions.map((one) => [
    one.key,
    one.name ?? 'nothing',
    one.isExact ? 'stands in QuickBooks' : 'would be made',
    one.orders === 0 ? '' : `${one.orders} orders, e.g. ${one.example ?? ''}`,
  ])
  const text = [
    matched.length === 0
      ? 'Nobody and nothing was matched yet.'
      : table([['in the shop', 'as', 'in QuickBooks', 'why'], ...matched]),
    '',
    suggested.length === 0
      ? 'Nothing is suggested: all that the orders show is mapped.'
      : table([['suggested', 'in QuickBooks', 'there', 'shown by'], ...suggested]),
    ...(suggested.length === 0
      ? []
      : [
          '',
          `Accept one, those that stand, or all: bun run tillbridge match accept ${storeID} KEY … | --exact | --all`,
        ]),
  ].join('\n')
  return { json: { matches, suggestions }, text }
}

export async function matchAccept(context: CommandContext): Promise<CommandResult> {
  const store = await storeNamed(context)
  const suggested = await suggestionsOf(context, store)
  const chosen = chosenOf(context, suggested.suggestions)
  const { version, changes } = await acceptSuggestions(context, {
    store,
    suggested: { ...suggested, suggestions: chosen },
  })
  const text =
    changes.length === 0
      ? 'Nothing to accept; the mapping stands as it was.'
      : [...changes.map(changeSentence), savedSentence(version)].join('\n')
  return { json: { storeID: store.storeID, version, changes }, text }
}

function chosenOf(
  { positionals, options }: CommandContext,
  suggestions: readonly Suggestion[],
): readonly Suggestion[] {
  if (options.all !== undefined) {
    return suggestions
  }
  if (options.exact !== undefined) {
    return suggestions.filter(({ isExact }) => isExact)
  }
  const keys = positionals.slice(1)
  const unknown = keys.find((key) => !suggestions.some((one) => one.key === key))
  if (keys.length === 0 || unknown !== undefined) {
    throw operatorError({
      what: unknown === undefined ? 'Which suggestions?' : `“${unknown}” is not suggested.`,
      why:
        suggestions.length === 0
          ? 'Nothing is suggested: all that the orders show is mapped.'
          : `There are: ${suggestions.map(({ key }) => key).join(', ')}.`,
      how: 'Name them, or write --exact for those that stand in QuickBooks by that very name, or --all.',
    })
  }
  return suggestions.filter(({ key }) => keys.includes(key))
}

export async function matchForgetAsks(context: CommandContext): Promise<string> {
  const { subject, label } = await matchOf(context)
  return `Forget that ${subject} is “${label}” in QuickBooks? It is looked up anew when it is needed.`
}

export async function matchForget(context: CommandContext): Promise<CommandResult> {
  const { db, nowMs } = context
  const { storeID, subject, label } = await matchOf(context)
  await forgetByHand(subject, { db, storeID, who: OPERATOR, nowMs })
  const text = `${subject} is “${label}” no more: by the rules of today it is looked up anew when it is needed.`
  return { json: { storeID, subject, was: label }, text }
}

async function matchOf(context: CommandContext) {
  const { storeID } = await storeNamed(context)
  const subject = required(context, { at: 1, name: 'SUBJECT' })
  const link = await matchOfSubject(context.db, { storeID, subject })
  if (link === null) {
    throw operatorError({
      what: `“${subject}” is matched with nothing.`,
      why: 'It is no subject of the shop’s, or QuickBooks has nobody and nothing for it.',
      how: `List what is matched: bun run tillbridge match list ${storeID}`,
    })
  }
  return { storeID, subject, label: link.label }
}
