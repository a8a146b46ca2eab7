using System.ComponentModel.DataAnnotations;
using FollowUp.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Options;

namespace FollowUp.Web.Hosting;

/// <summary>Words from resources everywhere: views, labels, and the messages of binding and validation.</summary>
internal static class TextSetup
{
    public static void AddTexts(this IServiceCollection services)
    {
        services.AddLocalization(options => options.ResourcesPath = "Resources");
        services.AddSingleton<Texts>();
        services.AddSingleton<IConfigureOptions<MvcOptions>, BindingMessages>();
    }

    /// <summary>Display names and error messages of forms are keys of <see cref="Texts"/>.</summary>
    public static IMvcBuilder AddTextsToForms(this IMvcBuilder mvc) => mvc
        .AddDataAnnotationsLocalization(options => options.DataAnnotationLocalizerProvider = (_, factory) => new Texts(factory))
        .AddMvcOptions(options => options.ModelMetadataDetailsProviders.Add(new ValidationMessages()));

    /// <summary>Gives an attribute without a message of its own the sentence of its kind.</summary>
    private sealed class ValidationMessages : IValidationMetadataProvider
    {
        public void CreateValidationMetadata(ValidationMetadataProviderContext context)
        {
            foreach (var attribute in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
            {
                if (attribute.ErrorMessage is not null || attribute.ErrorMessageResourceName is not null) continue;
                attribute.ErrorMessage = $"Validation.{attribute.GetType().Name.Replace("Attribute", "", StringComparison.Ordinal)}";
            }
        }
    }

    private sealed class BindingMessages(Texts texts) : IConfigureOptions<MvcOptions>
    {
        public void Configure(MvcOptions options)
        {
            var messages = options.ModelBindingMessageProvider;
            messages.SetValueIsInvalidAccessor(value => texts["Validation.ValueIsInvalid", value]);
            messages.SetAttemptedValueIsInvalidAccessor((value, name) => texts["Validation.AttemptedValueIsInvalid", value, name]);
            messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => texts["Validation.ValueIsInvalid", value]);
            messages.SetUnknownValueIsInvalidAccessor(name => texts["Validation.UnknownValueIsInvalid", name]);
            messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => texts["Validation.NonPropertyUnknownValueIsInvalid"]);
            messages.SetValueMustBeANumberAccessor(name => texts["Validation.ValueMustBeANumber", name]);
            messages.SetNonPropertyValueMustBeANumberAccessor(() => texts["Validation.NonPropertyValueMustBeANumber"]);
            messages.SetValueMustNotBeNullAccessor(name => texts["Validation.ValueMustNotBeNull", name]);
            messages.SetMissingBindRequiredValueAccessor(name => texts["Validation.MissingBindRequiredValue", name]);
            messages.SetMissingKeyOrValueAccessor(() => texts["Validation.MissingKeyOrValue"]);
            messages.SetMissingRequestBodyRequiredValueAccessor(() => texts["Validation.MissingKeyOrValue"]);
        }
    }
}
