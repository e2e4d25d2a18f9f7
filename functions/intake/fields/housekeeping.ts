import { exactName } from './field-name.ts';

/** Fields that form software adds for itself and that no person filled in. */
const software =
  /^(_wpcf7.*|_wpnonce|wpforms\[?(nonce|token|id|author|post_id).*|gform_.*|is_submit_\d+|g-recaptcha-response|h-captcha-response|cf-turnstile-response|_charset_|utf8|_?csrf.*|authenticity_token|_method|_redirect|_next|_subject|__proto__|submit|action|form_submit)$/i;

/** The address typed a second time. */
const repeated =
  /^(confirm|verify|repeat|conferma|ripeti|verifica)( the| your| la| l)?( tua)? ?(indirizzo )?(e ?)?mail( address)?$/;

export const isHousekeeping = (key: string): boolean =>
  software.test(key) || (key.length <= 60 && repeated.test(exactName(key)));

const traps = new Set([
  'gotcha',
  'honey',
  'honeypot',
  'bot field',
  'hp',
  'hpot',
  'hp field',
  'leave blank',
  'leave this blank',
  'non compilare',
]);

/** Names of fields that people do not see, so that whoever fills one in is a machine. */
export const isHoneypot = (key: string): boolean => key.length <= 40 && traps.has(exactName(key));
