import { useEffect, useState } from 'preact/hooks'

export type Page =
  | { readonly name: 'home' | 'outages' | 'credits' | 'rights' | 'nothing' }
  | { readonly name: 'preferences' | 'subscribe' }
  | { readonly name: 'credit'; readonly credit: string }
  | { readonly name: 'confirm' | 'stop' | 'subscription'; readonly token: string }

const root = '/portal/'
const plain = ['outages', 'credits', 'rights', 'preferences', 'subscribe'] as const

export function pageAt(path: string): Page {
  const rest = path.startsWith(root) ? path.slice(root.length).replace(/\/$/, '') : ''
  const [, credit] = /^credits\/(\d{1,18})$/.exec(rest) ?? []
  if (credit !== undefined) return { name: 'credit', credit }
  const [, opens, token = ''] = /^(confirm|stop|subscription)\/([\w-]{44})$/.exec(rest) ?? []
  if (opens === 'confirm' || opens === 'stop' || opens === 'subscription') return { name: opens, token }
  if (rest === '') return { name: 'home' }
  return { name: plain.find(each => each === rest) ?? 'nothing' }
}

export function pathOf(page: Page): string {
  switch (page.name) {
    case 'home':
    case 'nothing':
      return root
    case 'credit':
      return `${root}credits/${page.credit}`
    case 'confirm':
    case 'stop':
    case 'subscription':
      return `${root}${page.name}/${page.token}`
    case 'outages':
    case 'credits':
    case 'rights':
    case 'preferences':
    case 'subscribe':
      return root + page.name
  }
}

/** The page of the address, which follows links within the portal without loading anew. */
export function usePage(): Page {
  const [page, setPage] = useState(() => pageAt(location.pathname))
  useEffect(() => {
    const follow = () => setPage(pageAt(location.pathname))
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
      if (!link || !isPlain || link.origin !== location.origin || link.target !== '' || link.download !== '') return
      if (!link.pathname.startsWith(root) || link.hash !== '') return
      event.preventDefault()
      history.pushState(null, '', link.pathname)
      follow()
      scrollTo(0, 0)
    }
    addEventListener('popstate', follow)
    document.addEventListener('click', click)
    return () => {
      removeEventListener('popstate', follow)
      document.removeEventListener('click', click)
    }
  }, [])
  return page
}
