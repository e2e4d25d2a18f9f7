const given = ['Anna', 'Bruno', 'Carla', 'Dario', 'Elena', 'Fabio', 'Giulia', 'Luca', 'Marta', 'Paolo'];
const family = ['Bianchi', 'Conti', 'Esposito', 'Ferrari', 'Gallo', 'Marino', 'Ricci', 'Romano', 'Russo', 'Villa'];
const needs = ['a quote for forty workplaces', 'a visit next month', 'the price list', 'a trial for two of our plants'];

/** What a contact form posts for the person of this number: nobody shares an address, a telephone or a company with another. */
export function filledForm(number: number): string {
  const [first, last] = [given[number % given.length], family[Math.floor(number / given.length) % family.length]];
  return JSON.stringify({
    submissionId: `bench-${number}`,
    first_name: first,
    last_name: last,
    email: `${first}.${last}.${number}@company-${number}.example`.toLowerCase(),
    phone: `+39 02 ${String(10_000_000 + number)}`,
    company: `Company ${number}`,
    website: `https://www.company-${number}.example`,
    job_title: 'Purchasing manager',
    country: 'IT',
    message: `We would like ${needs[number % needs.length]}; please call us back in the morning.`,
    privacy: 'I have read the privacy notice and agree to being contacted.',
  });
}
