import { Icon } from '../../../ui/icon.tsx'
import type { View } from '../../app/view.ts'
import { helpOf } from './help-of.ts'

/** Three sentences on the open page and where to read on, at the same place of every page. */
export function Help({ view }: { view: View }) {
  const { help } = view.t
  const { key, doc } = helpOf(view.path)
  return (
    <details class="help" data-menu-button>
      <summary>
        <Icon name="help-circle" size={16} />
        <span>{help.open}</span>
      </summary>
      <div class="help-panel">
        {help.pages[key].map((sentence) => (
          <p>{sentence}</p>
        ))}
        <p>
          <a href={`/help/${doc.replace('.md', '')}`}>{help.more}</a>
        </p>
      </div>
    </details>
  )
}
