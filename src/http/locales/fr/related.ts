import type { KeptReason, RelatedKind } from '../../../domain/removals/related.ts'
import type { related as en } from '../en/related.ts'
import { wordsOf } from '../words.ts'

const { n, pick } = wordsOf('fr-FR')

export const related: typeof en = {
  title: 'Éléments liés', yours: 'Éléments liés à votre fiche', certified: 'Éléments liés', counting: 'Pas encore compté : rouvrez cette page dans un instant.', counted: (when) => `Compté le ${when}, sans lire leur contenu. Traités selon les réglages en vigueur à la création du plan.`, named: (systems) => `Lawbase ne peut pas supprimer ces éléments dans ${systems}. Le certificat dit ce qui y reste.`, nothing: 'Aucun élément lié de ce type.',
  columns: { kind: 'Type', along: 'Supprimé avec la fiche', deleted: 'Supprimé par Lawbase', kept: 'Conservé' }, inSystem: (system) => `Dans ${system}`,
  kinds: { emails: 'Messages e-mail', activities: 'Tâches et événements', files: 'Fichiers et pièces jointes', individual: 'Fiche Individual (consentements)', contactPoints: 'Points de contact et consentements' } satisfies Record<RelatedKind, string>,
  parts: {
    deleted: (count) => `${n(count)} ${pick(count, 'supprimé, absence vérifiée', 'supprimés, absence vérifiée')}`, inBin: (count) => `dont ${n(count)} encore dans sa corbeille`, along: (count) => `${n(count)} ${pick(count, 'supprimé', 'supprimés')} avec la fiche`, unread: (why) => `illisibles (${why}), donc en nombre inconnu`, counted: (when) => `compté le ${when}`,
    kept: (count, why) => `${n(count)} ${pick(count, 'gardé', 'gardés')} : ${why}`, refused: (count, why) => `${n(count)} ${pick(count, 'gardé', 'gardés')} : le système a refusé (${why})`,
  },
  why: { setting: 'selon les réglages', shared: 'quelqu\'un d\'autre en a besoin', held: 'une requête, un contrat, une opportunité ou une autre fiche en a besoin', objected: 'une opposition de la personne y est inscrite', unseen: 'notre utilisateur ne voit pas qui d\'autre en a besoin', 'legal-hold': 'conservation décidée' } satisfies Record<KeptReason, string>,
  notHonoured: 'il a accepté la suppression et le montre encore',
  settings: { legend: 'Éléments liés à une personne supprimée', hint: 'Seul ce qui ne dépend de personne d\'autre est supprimé, après la fiche de la personne : une requête, un contrat, une opportunité, un autre contact ou une conservation décidée le garde. Un plan suit les réglages en vigueur à sa création.', keep: 'Garder, et mentionner dans le certificat', delete: 'Supprimer après la fiche de la personne', deletes: (kinds) => `supprimer ${kinds}`, keepsAll: 'tout garder' },
}
