import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolUser,
  CfnUserPoolUserToGroupAttachment,
  FeaturePlan,
  Mfa,
  OAuthScope,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
  UserPoolGroup,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

/** The four kinds of user; the API reads them from the claim `cognito:groups`. */
const groups = ['admin', 'manager', 'marketing', 'sales'] as const;

export type IdentityProps = {
  readonly prefix: string;
  readonly protected: boolean;
  readonly adminEmail: string;
  readonly publicUrl: string;
};

/** Who may sign in: people whom an admin invited, with a second factor. */
export class Identity extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly signInUrl: string;

  constructor(scope: Construct, id: string, props: IdentityProps) {
    super(scope, id);
    this.pool = userPool(this, props);
    for (const groupName of groups) new UserPoolGroup(this, `Group-${groupName}`, { userPool: this.pool, groupName });
    this.firstAdmin(props.adminEmail);
    this.client = this.pool.addClient('Console', {
      generateSecret: false,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(1),
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [`${props.publicUrl}/`],
        logoutUrls: [`${props.publicUrl}/`],
      },
    });
    const domain = this.pool.addDomain('SignIn', {
      cognitoDomain: { domainPrefix: `${props.prefix}-${Aws.ACCOUNT_ID}` },
    });
    this.signInUrl = domain.baseUrl();
  }

  private firstAdmin(email: string) {
    const user = new CfnUserPoolUser(this, 'FirstAdmin', {
      userPoolId: this.pool.userPoolId,
      username: email,
      desiredDeliveryMediums: ['EMAIL'],
      userAttributes: [
        { name: 'email', value: email },
        { name: 'email_verified', value: 'true' },
      ],
    });
    const membership = new CfnUserPoolUserToGroupAttachment(this, 'FirstAdminIsAdmin', {
      userPoolId: this.pool.userPoolId,
      groupName: 'admin',
      username: user.ref,
    });
    membership.node.addDependency(this.node.findChild('Group-admin'));
  }
}

function userPool(scope: Construct, props: IdentityProps): UserPool {
  return new UserPool(scope, 'Users', {
    userPoolName: props.prefix,
    selfSignUpEnabled: false,
    signInAliases: { email: true },
    signInCaseSensitive: false,
    autoVerify: { email: true },
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    mfa: Mfa.REQUIRED,
    mfaSecondFactor: { sms: false, otp: true },
    passwordPolicy: {
      minLength: 12,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
      tempPasswordValidity: Duration.days(7),
    },
    featurePlan: FeaturePlan.PLUS,
    standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
    deletionProtection: props.protected,
    removalPolicy: props.protected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
}
