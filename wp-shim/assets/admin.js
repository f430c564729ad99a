/* Only makes quicker what works without it. */
( function () {
	'use strict';

	document.addEventListener( 'click', function ( event ) {
		const button = event.target.closest( 'button[data-confirm]' );
		if ( button && ! window.confirm( button.dataset.confirm ) ) {
			event.preventDefault();
		}
	} );

	const check = document.getElementById( 'tillbridge-check' );
	const form = document.getElementById( 'tillbridge-acts' );
	if ( ! check || ! form ) {
		return;
	}
	check.addEventListener( 'click', function ( event ) {
		event.preventDefault();
		if ( 'true' === check.getAttribute( 'aria-disabled' ) ) {
			return;
		}
		const told = document.getElementById( 'tillbridge-check-said' );
		const asked = new FormData();
		asked.append( 'action', 'tillbridge_check' );
		asked.append( 'tillbridge_nonce', form.elements.tillbridge_nonce.value );
		// A disabled button would lose the focus of whoever pressed it.
		check.setAttribute( 'aria-disabled', 'true' );
		told.textContent = '…';
		fetch( window.ajaxurl, { method: 'POST', body: asked, credentials: 'same-origin' } )
			.then( function ( response ) {
				return response.json();
			} )
			.then( function ( answer ) {
				told.textContent = answer.data.text;
				if ( answer.success ) {
					document.getElementById( 'tillbridge-lights' ).innerHTML = answer.data.lights;
				}
			} )
			.catch( function () {
				// No answer for the script: the form asks in its own way.
				HTMLFormElement.prototype.submit.call( Object.assign( form, { action: check.formAction } ) );
			} )
			.finally( function () {
				check.removeAttribute( 'aria-disabled' );
			} );
	} );
}() );
