/** As far as it is used here; the package brings no types of its own. */
declare module 'mailauth' {
  interface Found {
    dkim: {
      headerFrom: string[];
      results: { status: { result: string; aligned?: string | false; underSized?: number | false } }[];
    };
    spf: { status: { result: string } } | false;
    dmarc: { status: { result: string }; alignment?: { spf: { result?: string | false } } } | false;
  }
  export function authenticate(
    input: Buffer,
    options: {
      ip: string | undefined;
      helo: string | undefined;
      sender: string;
      mta: string;
      resolver: (name: string, type: string) => Promise<unknown>;
      disableArc: boolean;
      disableBimi: boolean;
    },
  ): Promise<Found>;
}

declare module 'mailauth/lib/dkim/sign.js' {
  export function dkimSign(
    message: string,
    options: {
      signatureData: { signingDomain: string; selector: string; privateKey: string; maxBodyLength?: number }[];
    },
  ): Promise<{ signatures: string }>;
}
