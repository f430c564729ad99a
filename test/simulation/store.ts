/** The one store of a simulated world, as `addShop` of the workerd tests makes it too. */
export const STORE = {
  storeID: 'k3f9x2',
  url: 'https://k3f9x2.example',
  userName: 'tillbridge-k3f9x2',
  password: 'password of k3f9x2',
} as const

export const LEASE = { seconds: 60, withSetSeconds: 120 } as const
