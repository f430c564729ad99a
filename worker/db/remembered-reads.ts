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
  const isNew = ({ key }: Asked) => !answers.has(`batch ${key}`)
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
    // Of a batch only what no other asked: two may differ in one of their queries.
    batch: (statements: D1PreparedStatement[]) => {
      const all = statements.flatMap((one) => asked.get(one) ?? [])
      const fresh = [...new Map(all.filter(isNew).map((one) => [one.key, one])).values()]
      const results =
        fresh.length === 0 ? Promise.resolve([]) : binding.batch(fresh.map(({ real }) => real))
      for (const [at, { key }] of fresh.entries()) {
        answers.set(
          `batch ${key}`,
          results.then((given) => given[at]),
        )
      }
      return Promise.all(all.map(({ key }) => answers.get(`batch ${key}`) as Promise<never>))
    },
    exec: (query) => binding.exec(query),
    withSession: (constraint) => binding.withSession(constraint),
    dump: () => binding.dump(),
  }
}

type Asked = { readonly real: D1PreparedStatement; readonly key: string }
