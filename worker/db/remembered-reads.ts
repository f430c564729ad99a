/** A database for one answer that decides twice on nearly the same: no query is asked twice. */
import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types'

/** For reading alone: what was written meanwhile would not be seen. */
export function rememberedReads(binding: D1Database): D1Database {
  const answers = new Map<string, Promise<unknown>>()
  const asked = new WeakMap<D1PreparedStatement, Asked>()
  const once = <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const answer = answers.get(key) ?? ask()
    answers.set(key, answer)
    // Under a key stands what the same question was answered.
    return answer as Promise<T>
  }
  const remembering = ({ real, key }: Asked): D1PreparedStatement => {
    const statement: D1PreparedStatement = {
      bind: (...values: unknown[]) =>
        remembering({ real: real.bind(...values), key: `${key}\n${JSON.stringify(values)}` }),
      first: (column?: string) => (column === undefined ? real.first() : real.first<never>(column)),
      run: () => real.run(),
      all: <T>() => once(`all ${key}`, () => real.all<T>()),
      raw: () => once<never>(`raw ${key}`, () => real.raw() as Promise<never>),
    }
    asked.set(statement, { real, key })
    return statement
  }
  return {
    prepare: (query) => remembering({ real: binding.prepare(query), key: query }),
    batch: <T>(statements: D1PreparedStatement[]) => {
      const all = statements.map((one) => asked.get(one) ?? { real: one, key: '' })
      const key = all.map((one) => one.key).join('\n')
      return once(`batch ${key}`, () => binding.batch<T>(all.map(({ real }) => real)))
    },
    exec: (query) => binding.exec(query),
    withSession: (constraint) => binding.withSession(constraint),
    dump: () => binding.dump(),
  }
}

type Asked = { readonly real: D1PreparedStatement; readonly key: string }
