/**
 * Domains that tell nothing about the company: mailboxes that anybody can have, Italian certified mail (PEC) hosts, and
 * sites on which companies have pages. Short on purpose: the published lists have thousands of entries, most of them
 * disposable domains, and count some companies among them.
 */
const shared = new Set(
  (
    'gmail.com googlemail.com google.com outlook.com outlook.it hotmail.com hotmail.it hotmail.co.uk hotmail.fr hotmail.de live.com live.it msn.com ' +
    'yahoo.com yahoo.it yahoo.co.uk yahoo.fr yahoo.de ymail.com rocketmail.com icloud.com me.com mac.com aol.com gmx.com gmx.net gmx.de gmx.at web.de ' +
    't-online.de freenet.de mail.com mail.ru yandex.com yandex.ru proton.me protonmail.com pm.me tutanota.com tuta.io fastmail.com hey.com zoho.com ' +
    'duck.com qq.com 163.com 126.com orange.fr free.fr laposte.net wanadoo.fr btinternet.com sky.com virginmedia.com comcast.net verizon.net att.net ' +
    'libero.it virgilio.it tiscali.it tiscalinet.it alice.it tim.it tin.it inwind.it iol.it blu.it email.it vodafone.it fastwebnet.it aruba.it katamail.com ' +
    'supereva.it interfree.it infinito.it jumpy.it poste.it teletu.it teletu.com wind.it windtre.it bluewin.ch ' +
    'pec.it legalmail.it arubapec.it aruba.it postecert.it poste-certificate.it registerpec.it register.it pecimprese.it mypec.eu sicurezzapostale.it ' +
    'casellapec.com legpec.it messaggipec.it ticertifica.it cert.legalmail.it gigapec.it trustpec.it ' +
    'facebook.com instagram.com linkedin.com linktr.ee twitter.com x.com youtube.com tiktok.com wa.me whatsapp.com t.me goo.gl bit.ly'
  ).split(' '),
);

export const isSharedDomain = (domain: string): boolean => shared.has(domain);
