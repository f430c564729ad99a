<?php
/**
 * Compiles each PHP file of some folders without running it: more than a parser sees, as `php -l` would.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests;

/**
 * A file's code that ends before its first statement: what cannot be compiled is told all the same.
 *
 * @param string $code Of the file.
 */
function without_doing_anything( string $code ): string {
	$head = '/\A<\?php\s.*?(?:^declare\([^;]*;\s*)?(?:^namespace [^;{]*[;{]|(?=^\w))/ms';
	return (string) preg_replace( $head, '$0 return;', $code, 1 );
}

$compiling = '';
register_shutdown_function(
	static function () use ( &$compiling ): void {
		if ( '' !== $compiling ) {
			echo "in $compiling\n";
		}
	}
);
set_error_handler(
	static function ( int $severity, string $message ): bool {
		throw new \ErrorException( $message, 0, $severity );
	}
);
$count = 0;
foreach ( array_slice( $argv, 1 ) as $folder ) {
	$files = new \RecursiveIteratorIterator( new \RecursiveDirectoryIterator( $folder, \FilesystemIterator::SKIP_DOTS ) );
	foreach ( $files as $file ) {
		if ( 'php' === $file->getExtension() ) {
			$compiling = $file->getPathname();
			eval( (string) substr( without_doing_anything( (string) file_get_contents( $compiling ) ), strlen( '<?php' ) ) );
			++$count;
		}
	}
}
$compiling = '';
echo "$count files\n";
