/** A bucket of any store that speaks S3. `endpoint` is the store's origin; the bucket's name follows in the path. */
export type BucketSettings = {
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
};
